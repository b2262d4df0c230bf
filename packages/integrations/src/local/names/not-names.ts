/** Capitalised words that are no person, folded: calendar, places, companies and tools, titles of things. */
const BY_KIND = {
  calendar: `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february
    march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo
    christmas xmas easter halloween thanksgiving ramadan eid diwali hanukkah weihnachten ostern silvester noel navidad
    q1 q2 q3 q4 h1 h2 today tomorrow tonight`,
  place: `berlin hamburg munich munchen koln cologne leipzig dresden frankfurt stuttgart bremen hanover vienna wien salzburg
    zurich geneva basel bern paris lyon marseille nice london manchester leeds bristol edinburgh glasgow dublin cork
    amsterdam rotterdam brussels antwerp luxembourg copenhagen oslo bergen stockholm gothenburg malmo helsinki tallinn riga
    vilnius warsaw krakow gdansk prague brno budapest bucharest belgrade zagreb ljubljana athens istanbul ankara
    rome milan naples turin venice bologna madrid barcelona valencia seville malaga lisbon porto moscow kyiv kiev
    lviv minsk tbilisi yerevan baku cairo lagos accra nairobi kampala johannesburg capetown casablanca tunis algiers dakar
    dubai doha riyadh tehran baghdad beirut amman jerusalem delhi mumbai bangalore bengaluru chennai kolkata hyderabad pune
    karachi lahore dhaka kathmandu colombo bangkok hanoi saigon singapore jakarta manila taipei beijing shanghai chengdu
    shenzhen hongkong seoul busan tokyo osaka kyoto melbourne brisbane perth auckland wellington toronto montreal
    vancouver ottawa york boston chicago seattle denver dallas houston miami atlanta portland philadelphia
    california texas florida bogota lima quito havana mexico brazil argentina chile peru colombia
    europe asia africa america germany france spain italy portugal poland sweden norway denmark finland england scotland
    ireland wales austria switzerland netherlands holland belgium greece turkey russia ukraine china japan korea india
    pakistan vietnam thailand indonesia australia canada usa uk eu croatia hungary romania bulgaria serbia egypt morocco
    nigeria ghana kenya ethiopia iceland nordic bavaria sicily tuscany provence alps`,
  language: `english german french spanish italian portuguese polish dutch swedish norwegian danish finnish russian ukrainian
    turkish arabic hebrew hindi mandarin chinese japanese korean greek latin deutsch francais espanol european american
    british irish scottish asian african muslim christian jewish catholic`,
  organisation: `google apple microsoft amazon facebook meta netflix spotify twitter linkedin slack notion github gitlab jenkins
    docker kubernetes postgres postgresql mysql redis kafka stripe paypal visa mastercard uber airbnb zalando siemens bosch
    volkswagen volvo bmw mercedes tesla toyota ikea lidl aldi rewe tesco costco walmart target vodafone telekom verizon dhl
    ups fedex lufthansa ryanair easyjet boeing airbus nasa nato un openai anthropic nvidia intel amd oracle ibm sap salesforce
    hubspot jira confluence trello asana figma canva miro zoom teams outlook gmail excel word powerpoint photoshop wordpress
    shopify ebay etsy reddit youtube instagram tiktok whatsapp signal telegram discord wikipedia linux windows android ios
    macos chrome firefox safari react vue angular svelte next node deno python rust java kotlin swift golang typescript
    javascript ruby rails django laravel terraform ansible grafana prometheus datadog sentry vercel netlify aws azure gcp
    heroku iberdrola doctolib lumen klarna revolut wise monzo santander barclays hsbc ing commerzbank sparkasse allianz axa`,
  word: `i i'm i'll i've i'd the a an and or but if so then when what why how who where which this that these those my our your his her
    their its it he she they we you me us them him idea ideas project todo task note notes reminder ask call email buy pay
    book get send check make write read plan meet met talk tell said new old big good great next last first second third
    app api ui ux ai ml ceo cto cfo coo hr it pr qa sql css html json pdf csv tv pc mr mrs ms dr prof frau herr sir madam lady
    mum mom dad mama papa mother father grandma grandpa granny nana oma opa aunt uncle auntie sister brother wife husband
    son daughter kid kids baby boss team company office school university uni kindergarten church hospital doctor dentist
    vet bank post tax insurance police city council government house home flat apartment room kitchen garden
    car bike train bus flight hotel restaurant cafe bar gym pool park beach lake river mountain street road avenue platz
    strasse god jesus internet wifi mvp faq roadmap sprint release version phase part chapter step draft final team
    master bachelor thesis phd internship workshop conference meeting lunch dinner breakfast coffee tea birthday wedding
    anniversary party gig concert festival product design marketing sales finance legal support engineering data science
    maths math physics chemistry biology history art music sport maybe perhaps could should would will can may might
    must need needs have has had do does did is are was were be been being not no yes please thanks hi hello hey dear
    all any both each few more most other some such only own same too very just also still again already always never
    once twice here there now soon later before after since until while because though although about above across
    against along among around at by for from in into of off on onto out over through to under up with without
    people person someone everyone everybody somebody nobody anyone guys folks customers users clients members parents
    students teachers neighbours neighbors friends family colleagues support reception accounting accountant landlord
    plumber electrician pharmacy tailor barber mechanic airline supplier lawyer agent bit number day week month year time
    way thing things stuff work job life world man woman guy girl boy child children house place end start`,
} as const;

const WORDS = new Set(Object.values(BY_KIND).flatMap((words) => words.split(/\s+/)));

/** True for a folded word that is not (by itself) the name of a person. */
export function isNotAName(word: string): boolean {
  return WORDS.has(word) || /\d/.test(word);
}
