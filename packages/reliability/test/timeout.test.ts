import { timeout } from '../src/index.ts';
import { holdTo } from './suites/suite.ts';
import { timeoutCases } from './suites/timeout-suite.ts';

holdTo('timeout', timeoutCases(timeout));
