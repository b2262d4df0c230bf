import { type Category, categories } from '../classification.ts';
import type { Scores } from './score.ts';

/** Below 1 the answers are surer than the scores, above 1 less sure; fitted on the tuning half's reliability. */
const TEMPERATURE = 1;
/** Rules never know for certain. */
const MOST = 0.97;

/** The best category of some scores and the share of such answers that should be right. */
export function decide(scores: Scores): { category: Category; confidence: number } {
  const ranked = categories.toSorted((a, b) => scores[b] - scores[a]);
  const category = ranked[0] ?? 'ideas';
  const best = scores[category];
  const sum = ranked.reduce((total, other) => total + Math.exp((scores[other] - best) / TEMPERATURE), 0);
  return { category, confidence: Math.round(Math.min(MOST, 1 / sum) * 1000) / 1000 };
}
