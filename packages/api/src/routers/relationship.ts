import { listRelationships, listRelationshipsInput } from '../services/relationship/list.ts';
import { people, query, router } from '../trpc.ts';

export const relationshipRouter = router({
  list: query({ access: people, budget: '5s', input: listRelationshipsInput, run: listRelationships }),
});
