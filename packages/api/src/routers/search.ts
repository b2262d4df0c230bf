import { answerInput, answerQuestion } from '../services/search/answer.ts';
import { search, searchInput } from '../services/search/query.ts';
import { people, query, router } from '../trpc.ts';

export const searchRouter = router({
  query: query({ access: people, budget: '10s', input: searchInput, run: search }),
  answer: query({ access: people, budget: '10s', input: answerInput, run: answerQuestion }),
});
