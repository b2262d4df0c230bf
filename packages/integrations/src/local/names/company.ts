/** The words around a name that show that it is one. All folded. */

export const HONORIFICS = new Set(
  'dr mr mrs ms miss prof professor doctor frau herr senor senora sir madame monsieur mme coach uncle aunt auntie tante onkel tia tio cousin grandma grandpa nana granny oma opa sister brother captain chef pastor father neighbor neighbour colleague coworker friend babysitter nanny intern teacher nurse lawyer barista roommate flatmate housemate girlfriend boyfriend wife husband partner son daughter pm cto ceo cfo boss manager landlord mentor mentee cofounder founder recruiter therapist trainer assistant client pfarrer kollege kollegin freund freundin'.split(
    ' ',
  ),
);

/** Verbs whose object, right after them, is a person. */
export const BEFORE_PERSON = new Set(
  'met meet call phone ring text ping email mail message dm ask asked tell told thank thanked invite invited visit visited congratulate wish remind introduce introducing hug forgive named called saw see catch marry married mentor onboard interview interviewed hire poke nudge cc bcc contact text'.split(
    ' ',
  ),
);

/** Prepositions that lead to persons, but to much else too. */
export const MAYBE_BEFORE_PERSON = new Set(
  'with w to from for by and via about mit von fur bei avec de para con a of per'.split(' '),
);

/** "talk to", "lunch with": together with these, the preposition leads to a person. */
export const LEADS_TO_PERSON = new Set(
  'talk talked talking spoke speak speaking chat chatted lunch coffee dinner breakfast drinks beer beers meeting call catch caught up out in back connect reconnect check checked follow followed reach sorry apologise apologize apologised married engaged birthday bday date dating hang hung hanging work worked sync pair paired 1 one session thanks thank reports report listen write wrote close friends'.split(
    ' ',
  ),
);

/** Verbs whose subject, right before them, is a person. */
export const AFTER_PERSON = new Set(
  `likes loves hates prefers enjoys said says told tells mentioned thinks believes wants wishes knows works worked lives lived moved
  moves studies studied teaches speaks plays married divorced recommended recommends suggested suggests asked asks offered promised
  turned turns collects drinks eats drives smokes cooks owns runs leads manages joined left quit retired graduated called texted emailed
  wrote thanked invited introduced hired fired promoted pregnant allergic vegan vegetarian doesn't doesnt didn't didnt isn't hopes looks seems feels felt
  remembers forgot reads cares cried laughed told loved liked hated preferred wanted knew thought needed helped helps can't cant won't wont reports
  snores sings swims surfs skis paints climbs dances codes grew born died passed sounded seemed looked got gets wears weighs`.split(
    /\s+/,
  ),
);

/** Of these, verbs whose subject may as well be a thing ("Technology doesn't …"). */
export const AFTER_THING = new Set(
  `works worked lives moved moves plays turns turned collects runs leads joined left quit fired hired doesn't doesnt didn't didnt isn't
  looks looked seems seemed feels reads needed needs helped helps can't cant won't wont grew died passed got gets wears weighs wants climbs owns
  drinks eats drives manages offered introduced promoted reports paints knows teaches speaks`.split(/\s+/),
);

/** Nouns that, owned, are owned by a person: "X's birthday". */
export const OWNED_BY_PERSON = new Set(
  `birthday bday b-day anniversary wife husband partner girlfriend boyfriend gf bf fiance fiancee mother father mum mom dad parents parent
  sister brother siblings son daughter kid kids child children baby family grandma grandpa aunt uncle cousin nephew niece dog cat
  boss manager team house flat place phone number email address favourite favorite surgery operation wedding funeral graduation
  contact friend friends teacher babysitter nanny job strengths weaknesses feedback advice opinion allergy allergies diet name surname
  party desk notes talk thesis gift present concert recital coach doctor landlord name's access review`.split(
    /\s+/,
  ),
);

/** Words before a list of names. */
export const BEFORE_NAMES = new Set(
  'kids children sons daughters twins parents siblings girls boys participants attendees guests people team crew names called named name is'.split(
    ' ',
  ),
);

/** Short words that may follow a lower-case name ("ask jürgen about …"). */
export const AFTER_LOWER_NAME = new Set(
  'about how if whether to re for and on at when why what where that in tomorrow today tonight from his her their a the as is was with because or before after by'.split(
    ' ',
  ),
);

export const PARTICLES = new Set(
  'van von de da di del della der den dos du la le el al bin ibn ter ten zu st mac'.split(' '),
);
