/**
 * First names that compromise's English lexicon lacks or is unsure of, folded (no accents), by where they are
 * most at home. A name may be missing: unknown ones are recognised by their company (see find-names.ts).
 */
const BY_REGION = {
  german: `anke anneliese annika ansgar antje axel beate bettina birgit bjoern bjorn britta burkhard carsten christoph
    clemens detlef dieter dirk eberhard elfriede elke florian franziska frauke friedhelm gerd gerhard gertrud gisela
    greta gudrun guenther gunther hannelore hanne heike heiko heinz helga helmut hilde holger horst ilse ingo ingrid
    jannik jens jochen joerg jorg juergen jurgen jutta kai karin karsten katharina kerstin klaus konrad lennart lotte
    lutz malte manfred mareike margit marlene matthias mechthild monika nele niklas norbert oskar ottilie petra rainer
    regine reinhard renate rosemarie rudi ruediger sabine saskia silke steffen steffi susanne sven swantje tanja thorsten
    till torben torsten traudl udo ulf ulla ulrich ulrike ursula uschi ute uwe volker waltraud wiebke wolfgang`,
  nordic: `agneta aksel anders annelie arne asa astrid birgitta bjarne dag egil eirik elin erik freya frida gunnar
    gunilla hakon haakon halvard hedda henrik ingeborg ingrid jari johanna juha jukka kaisa kari katrine kjell knut lars
    lasse leif linnea maja marit mats mette mikkel niels nils ola olav ole olof oddvar paivi pekka per pernille ragnar rasmus
    saga signe sigrid sigurd sindre siri soren solveig stig sunniva sverre tapio terje thea tor tore torbjorn torill trine
    tuomas tove ville vidar viggo ylva yngve`,
  slavic: `agata agnieszka aleksander aleksandra aleksei alena alexei alyona andrzej andrej anatoly arkady bartek bartosz
    beata bogdan bohdan bojan boris borys branka czeslaw daria darko dariusz denys dmitri dmitry dragan dragana dusan
    edyta elzbieta ewa fyodor galina goran grigori grzegorz halina igor ilya irina ivan ivana iwona jacek jadwiga jakub
    jana jaroslav jelena jerzy jolanta jovana kaja kamil kasia katarzyna katya kinga krystyna krzysztof ksenia lech
    leszek lidija lubos ludmila lukasz maciej magda magdalena malgorzata marek mariusz mateusz matej michal mikhail
    milan milica milos mira mirek miroslav mladen monika nadia natalia natasha nikolai nikolay oksana olga oleg
    olena oleksandr ondrej pavel pawel petr piotr premysl radek radoslav ratko roksana ruslan rysiek sasha sergei
    sergey slavko slawomir sonja stanislav stanislaw stefan svetlana szymon tadeusz tatiana tomas tomasz tomek vaclav
    vadim vasily vera veronika vesna viktor vitaly vlad vladimir vojtech volodymyr wanda witold wojciech yana yaroslav
    yevgeny yulia yuri zbigniew zdenek zeljko zlata zofia zoran zuzana`,
  romance: `adrien agnes aimee alejandra alejandro alessandro alessia alvaro amelie anais andres angelica antoine
    antonella armand arnaud aurelie aurelien beatriz benoit bernardo camille caterina cecile celine chiara chloe clement
    claudia concha cristobal cristian cristina davide delphine diego dolores duarte edoardo elena elisa elodie eloise
    emilia enzo esperanza esteban etienne eugenie fabien fabio fabrizio federica federico felipe fernanda fernando filipa
    filippo flavia florence franck francesca francesco francois gabriele gaetano genevieve gerard gianluca gianni gilles
    giacomo giorgia giovanni giulia giuseppe gonzalo guadalupe guillaume guillermo gustavo helena henrique hugo ignacio
    ilaria ines inigo isabella isabelle itziar ivonne jacques javier jean jeanne jeremie jerome joao joaquin jorge jose
    josefina juan juanita julien lea leonor loic lorenzo luc luca lucia lucie luis luisa luiz manon manuel marcelo
    mafalda margarida margaux maria mariana marine matteo mathilde mathieu maxime mercedes miguel mihai mireille monique
    montserrat nuno odile olivier ottavia pablo paco paloma paola pascal patricia patrizia pedro philippe pierre pietro
    pilar quentin rafael raquel raul remi ricardo rocio rodrigo romain rosa rosario rui salvatore sandrine santiago
    sebastien sergio simone sofia solene stephane sylvie teodora teresa thibault thierry thiago tiago tomas valentina
    valerie vicente vincenzo virginie xavier ximena yannick yves yvette`,
  celtic: `aisling aoife bronagh brendan caitlin caitriona caoimhe ciara ciaran colm conor cormac declan deirdre diarmuid
    eamon eilidh eimear eoghan eoin fergus fiadh fionn fionnuala fiona gareth geraint grainne gwen iain imogen keira lachlan
    liam mairead maeve maire niall niamh nuala oisin orla padraig rhiannon rhys roisin ronan rory ruairi saoirse seamus sean
    shona sinead siobhan sioned sorcha tadhg una`,
  southAsian: `aarav abhishek aditi aditya aishwarya ajay akash akhil akshay amit amita amrita anand ananya anika anil anirudh
    anita anjali ankit ankita anusha anushka arjun arvind asha ashish ashok bhavna chandra chandni darshan deepa deepak deepika
    devika dhruv dinesh divya farhan ganesh gaurav geeta gita gopal harish harpreet hema imran indira ishaan ishita
    jaspreet jaya jyoti kabir kalpana kamala karan karthik kavita kavya kiran krishna lakshmi lalita leela madhavi mahesh
    manish manisha manoj meena meera mohan mohit mukesh nandini naresh naveen neel neha nikhil nisha nitin padma pankaj
    parvati pooja prakash pranav prasad prashant praveen preeti priya priyanka radha rahul raj raja rajesh rajiv rakesh
    rani ravi reena rekha ritu rohan rohit roshan sachin sahil sandeep sangeeta sanjay sanjeev sarita satish savita seema
    shalini shanti shilpa shivani shreya shyam siddharth simran sita sneha soumya sridhar srinivas sudha suman sunil sunita
    suresh swati tanvi tariq tarun uma usha varun vidya vijay vikas vikram vinay vinod vishal vivek yash yasmin zainab`,
  eastAsian: `akemi akiko akira asuka ayaka ayumi chihiro daisuke emiko haruki haruto hanako hideo hinata hiro hiroko
    hiroshi hitomi ichiro jiro kaori katsuro kazuki kazuo keiko keita kenji kenta kiyoshi koji kumiko makoto mariko masako
    masato megumi michiko midori minako mitsuko miyuki naoki naoko naomi natsuki nobuko noriko reiko ren ryo ryota sachiko
    sakura satoshi shigeru shinji shiro shota sora sumiko taiga takashi takeshi taro tatsuya tetsuya tomoko toshiro tsubasa
    yasuko yoko yoshi yoshiko yui yuka yuki yukiko yumi yuna yusuke yuto bao binh chau cuong dung duc duong giang hien hoa
    hoang huong khanh lanh linh loan mai minh ngoc nguyen nhung phuong quan quang quynh thanh thao thi thu thuy tien trang
    trinh trung tuan tuyen uyen vinh xuan chun-li fang guang guo haoran hong hui jia jiahao jian jiawei jing jun junjie lan
    lei lihua li-na ling meiling mei min ming na ning peng qiang qing rui shan shu-fen tao tingting wei weiwei wen xia
    xiang xiao xiaoling xiaoming xiaoyu xin xinyi xiu yan yang ying yifan yong yu yun zhang zhen zhi zihan zixuan
    eun-ji eunji eun haneul hye-jin hyun hyun-woo jae ji-hoon jihoon ji-woo jiwoo ji-young jimin jin-ho joon joon-ho kyung
    min-ji minji min-jun minjun min-seo sang-woo seo-yeon seo-jun seung soo-jin soojin su-bin sun-hee tae-hyung yeon
    yoon young-ho yuna aung myint thant somchai siriporn`,
  african: `abdoulaye abebe abena abiola abimbola achieng adaeze adaora ade adebayo adeola adesola adwoa afia ajani akin
    akinyi akosua akua ama amadou aminata amina amara ayodele ayo ayesha babajide babatunde baraka bukola chiamaka chidi
    chika chinedu chinonso chinwe chioma chukwudi dumisani ebele efe efua ekene emeka enitan esi ezinne fatou fatima fatoumata
    femi folake funmi funmilayo gathoni hakeem ibrahim idris ifeanyi ifeoma ikenna imani jabari jelani juma kamau kareem
    kehinde khadija kofi kojo kwabena kwame kwesi kwaku lerato lindiwe makena mamadou mandla mariama moussa musa mwangi
    naledi ngozi njeri nkechi nkosana nnamdi nneka nomvula nonso nyambura obi obinna ogechi ola olabisi olamide
    oluwadamilare oluwaseun oluwatobi omari onyeka ousmane samba seun segun sibusiso simba sipho siyabonga tafari taiwo
    temitope tendai thabo thandi thandiwe themba tobi tola tunde uche uchenna wairimu wambui wanjiru yaa yaw yewande
    zanele zola zuri`,
  middleEastern: `abbas abdallah abdul abdullah adil ahmad ahmed ahmet aisha akbar ali alireza amal amir amira anwar arash asma
    ayhan aylin ayse aysegul azadeh azra babak bahar basma baris bilal burak canan cem cemal danyal darius deniz dina ece ehsan
    ekin elif emine emir emre ender ercan esra eyup fadi faisal farah farid farzad fatma ferhat fikret filiz gokhan golnaz
    gul gulsen habib hadi hakan halima hamid hamza hanan hasan hassan hatice hussain hussein huseyin iman ismail
    jafar jamal jamila javad kaan kamal karim kemal khaled khalid khalil kubra laila layla leila leyla mahdi mahmoud mahsa
    malik mariam maryam mehdi mehmet mehran melek meltem merve mina mohamed mohammad mohammed mona mostafa muhammad murat
    mustafa nabil nada nadim nasrin nasser navid nazanin nazli nesrin nilufer niloufar nima noor nour nur nuri omar omer
    onur orhan osman ozgur ozlem parisa parviz pelin pinar rami rana rania rashid reem reza roya saba sadiq sahar said salim
    salma sami samir samira sana sanaa sara selim selin semra serkan sevgi shahram sherif shirin sibel siamak sima soraya suleyman
    tamer tariq timur tolga tugba umut volkan walid yael yasemin yasin yasmin yasser yildiz yousef youssef yusuf zahra zaid
    zara zehra zeynep zeinab ziad avi ayelet dov eitan gal hadas ilan lior moshe noam noa omri oren ronit shira shlomo tal
    talia tamar uri yair yonatan yosef`,
  other: `aigul aleksi alenka aliya andri aram ariadne aristotelis arman armen artemis athanasios balazs bela csaba dimitra dimitris
    dorottya eleni endre eszter evgenia ferenc gabor georgios giorgos gyorgy hayk ildiko imre istvan janis janos jozsef
    kalman katalin konstantinos kostas krisztina laszlo levan levente liene lili maris maarten marieke marjolein miklos
    nikos nino orsolya panagiotis panos peter petros sander sandor sanne sofoklis spyros stefanos stavros sjoerd szilvia tamas
    tamara thijs tibor tijs vasilis yannis zoltan zsofia zsolt bram daan femke floor hanneke ilse jeroen jelle joost joris
    koen lieke lotte maaike niek pieter rutger ruud sjaak teun wouter alofa keanu leilani makoa moana kahu tane wiremu
    aroha mo bibi kuba zoe chloe leo mia mila noah emma liam finn theo arthur ella ava isla freya nora ida luna elsa
    tim ben tom sam max lena emily julia laura peter paul lucy lucas jonas elias anton oscar alfie archie`,
} as const;

/** Names that are also everyday English words: in lower case, or at the start of a sentence, they prove little. */
export const AMBIGUOUS = new Set(
  `will may mark bill grace hope rose art jack grant drew rob sue pat frank chase faith joy summer april june august dawn
  ray gene dale penny rich guy carol ivy lily daisy olive ruby crystal amber jade pearl angel ash max miles wade reed
  pierce chance hunter mason carter cooper parker porter tanner taylor tyler buddy bob nick don ken jean gay dick stew
  victor sandy randy misty stormy autumn violet iris ginger basil clay cliff forest heath glen rocky rusty sunny holly
  hazel jasmine rosemary sage van dean earl duke king prince page melody harmony destiny trinity charity mercy patience
  prudence constance honor dag till gal min tal ren sora iman lei thi an hong ling yang young yong yun song sun ode tor
  stig siri saga efe obi kai ida ola ama esi mai mina mira mona melek nur gul asha jaya raja rani raj tien trang wen xin
  tao jun jia lan mei ada christian pascal salvador santiago florence paris london sydney austin dallas houston savannah
  georgia virginia carolina madison brooklyn chelsea india china kenya jordan chad israel milan vienna sofia lorraine
  troy eden asia logan lance gray robin jay martin merlin phoenix jet ace cash lane mead lea noble gail nova mercedes
  alexa dolores pilar imani lupe rosa ana rocio sol luz cruz domingo rio hana sana nada noor noa mat matt mike sherry
  brandy margarita harry merry marry cherry rosario romain german francis jan mar dee bea mia kit kat sid sim sam tim tam
  ton ron hal val viv gus mac ned nan bonnie candy honey pepper chip chuck rod pete piper archer baker miller smith mo bo
  cal ali josh levi lee les lex dom con ed al jo vi su li le la da kim tom ben leo theo fern flora ernest heather laurel
  marina poppy raven shelly wren zion linus atlas titan apollo sebastian said reiner saba hala rain river clara
  ian eve dot della may-lin sasha pia uma una ora`.split(/\s+/),
);

const NAMES = new Set(Object.values(BY_REGION).flatMap((names) => names.split(/\s+/)));

/** True for a first name of the list above; `word` is folded. */
export function isListedFirstName(word: string): boolean {
  return NAMES.has(word);
}
