import { retry } from '../src/index.ts';
import { retryCases } from './suites/retry-suite.ts';
import { holdTo } from './suites/suite.ts';

holdTo('retry', retryCases(retry));
