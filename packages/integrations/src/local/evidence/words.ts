/** Word lists that rules are made of; folded, singular where the plural is formed with -s. */
const list = (words: string) => words.trim().split(/\s+/);

/** Verbs that open an errand: one sitting, one result. */
export const ERRAND_VERBS =
  list(`pay buy renew book cancel return collect submit file sign order schedule reschedule email mail
  reply respond print scan fax refill transfer wire exchange replace confirm rsvp upload deposit withdraw claim dispute
  unsubscribe pack unpack mow vacuum hoover mop iron reserve restock recycle settle activate invoice register enroll enrol
  pickup wash rinse dust sweep empty feed walk donate post ship notarize notarise certify vaccinate water purchase prepay reimburse
  resubmit forward descale defrost shovel rake clean change extend approve bring fetch grab mark rebook recharge charge disinfect
  postpone redeem retrieve subscribe topup tip vote weigh declare cash remit insure deregister reactivate`);

/** Verbs that may open an errand, but much else too. */
export const SOFT_ERRAND_VERBS =
  list(`get check take put send call phone ring text fix repair update review apply install set find
  look pick drop fill hand turn sell rent hire compare ask tell tidy sort cook bake remove throw download answer contact
  verify add attend leave go give move start stop finish write read request measure replenish lock switch bookmark back
  remind watch wrap make prepare rewind inform notify report test lend borrow`);

/** Verbs that open work of weeks with an outcome. */
export const PROJECT_VERBS =
  list(`launch relaunch build rebuild migrate redesign implement organise organize plan develop rewrite refactor
  renovate remodel restore publish digitise digitize declutter translate overhaul deprecate decommission consolidate integrate
  automate upgrade port deploy release revamp modernise modernize restructure relocate landscape construct standardise
  standardize refurbish transition produce establish orchestrate rebrand reorganise reorganize localise localize convert reduce
  improve optimise optimize rework scale coordinate fundraise open sunset rearchitect onboard decorate repaint insulate found
  crowdfund refinance reorg replatform productionize ship merge redo self-host unify landscape
  restart streamline harmonise harmonize rewire soundproof outsource digitalise digitalize reengineer internationalize embed spearhead rejuvenate`);

/** Verbs that open projects about as often as errands. */
export const SOFT_PROJECT_VERBS =
  list(`write create finish complete design prepare prep learn train move gather host film record edit
  draft map research define increase grow run cut get finalise finalize introduce hire recruit raise deliver lose save study paint
  sew knit compile collect document benchmark evaluate investigate prototype sort clear switch set roll kick make start`);

/** Nouns of errands, bills, appointments and offices. */
export const ADMIN_NOUNS =
  list(`bill invoice rent tax passport licence license insurance appointment dentist doctor vet prescription grocery
  groceries laundry bank subscription permit visa haircut plumber electrician parking receipt refund deposit mortgage iban
  loan utilities electricity gas internet dues timesheet payslip payroll paperwork mailbox parcel package post-office dmv
  optician orthodontist gynecologist gynaecologist pediatrician paediatrician dermatologist physio physiotherapist pharmacy medication
  meds vaccine vaccination jab checkup check-up x-ray mri oil tyre tire mot tuv registration garbage trash bins recycling rubbish
  lightbulb bulb detergent diapers nappies toothpaste toilet-paper milk eggs bread butter cheese fruit vegetables pasta rice
  dishes dishwasher vacuum fridge boiler meter lock key keys battery batteries charger printer ink stamps envelope voucher coupon
  ticket boarding-pass flight hotel reservation booking check-in checkin table warranty membership fine toll fee fees payment
  transfer direct-debit vat w2 1099 hoa notary landlord barber hairdresser salon mechanic garage carwash car-wash
  permission-slip form signature reimbursement expense expenses timesheets statement pension councils council jury ballot
  certificate renewal deadline overdue password wifi sim contract gp clinic hospital surgery blood-test bloodwork swimsuit dry-cleaning
  tailor locksmith exterminator handyman cleaner gardener sitter pickup drop-off dropoff library book-club babysitter refill
  anmeldung termin zahnarzt arzt rechnung miete steuer steuererklarung burgeramt versicherung rezept apotheke paket brief konto
  uberweisung einkaufen einkauf mull friseur werkstatt kundigung kindergarten kita facture loyer impots medecin dentiste
  pharmacie colis rendez-vous rdv courses factura alquiler impuestos medico dentista farmacia cita banco paquete seguro pilas
  standup ferry train plumbing recall subscription renewals shopping errands chores`);

/** Nouns that name a project or a part of one. */
export const PROJECT_NOUNS =
  list(`project launch relaunch redesign migration roadmap milestone release rollout roll-out sprint mvp beta prototype
  renovation thesis dissertation campaign hackathon phase rewrite refactor refactoring revamp overhaul cleanup clean-up initiative programme
  program pilot deliverable workstream backlog epic kickoff kick-off stakeholder scope spec specification implementation
  deployment integration certification audit merger acquisition reorg restructuring makeover remodel extension conversion
  fundraiser fundraising festival reunion exhibition conference offsite retreat wedding expedition relocation
  offboarding curriculum syllabus rebrand rebranding infrastructure pipeline repo repository v2 v3 upgrade
  postmortem runbook documentation playbook pricing-page landing-page website webshop portfolio newsletter podcast startup
  bachelorarbeit masterarbeit doktorarbeit projekt umzug renovierung umbau proyecto reforma mudanza projet demenagement travaux
  memoire okr okrs objective objectives goals strategy requirements rfp proposal marathon triathlon bootcamp automation
  warehouse treehouse shed deck patio extension manuscript process analysis handbook guideline gala estate setup set-up
  memoir transformation integration tracker workflow onboarding automation benchmark evaluation report presentation talk survey inventory
  website-relaunch course masterclass workshop plan exhibit musical play tournament market fair remodelling remodeling reading-group`);

/** Nouns that name a thought. */
export const IDEA_NOUNS =
  list(`idea concept theory thought insight hypothesis metaphor analogy inspiration brainstorm musing
  realization realisation epiphany notion philosophy paradox quote proverb lyric lyrics haiku poem poetry plot protagonist premise
  hot-take brainwave shower-thought thought-experiment what-if idee gedanke einfall pensamiento reflexion pensee
  essay mantra tagline slogan motto mashup crossover`);
