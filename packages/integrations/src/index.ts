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
export { type Extraction, extractLocally } from './local/extract-locally.ts';
