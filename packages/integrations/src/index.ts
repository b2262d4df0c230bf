export {
  type AdminFields,
  adminFieldsSchema,
  type Category,
  type ClassifyInput,
  type ClassifyResult,
  type CorrectionExample,
  categories,
  categorySchema,
  classifyResultSchema,
  fieldsSchemas,
  type IdeasFields,
  ideasFieldsSchema,
  type PeopleFields,
  type ProjectsFields,
  peopleFieldsSchema,
  projectStatusSchema,
  projectsFieldsSchema,
  recurrenceSchema,
} from './classification.ts';
export { classifyLocally, LOCAL_MODEL } from './local/classify-locally.ts';
export type {
  ActionFact,
  DailyDigestFacts,
  ReceivedFact,
  WeeklyReviewFacts,
} from './local/digest/facts.ts';
export { wordsIn } from './local/digest/markdown.ts';
export { DAILY_MAX_WORDS, isEmptyDay, writeDailyDigestLocally } from './local/digest/write-daily.ts';
export { isEmptyWeek, WEEKLY_MAX_WORDS, writeWeeklyReviewLocally } from './local/digest/write-weekly.ts';
export { type Extraction, extractLocally } from './local/extract-locally.ts';
export { type DetectedIntent, detectIntentLocally } from './local/intent/detect-intent.ts';
export type { Intent } from './local/intent/rules.ts';
