import { search, searchInput } from '../services/search/query.ts';
import { people, query, router } from '../trpc.ts';

export const searchRouter = router({
  query: query({ access: people, budget: '10s', input: searchInput, run: search }),
});
