import { useRouter } from 'next/router';
import { useEffect, useRef, useState } from 'react';
import { useSettled } from '../../ui/use-settled.ts';
import { addressOf, type Search, searchFrom } from './search-address.ts';

/** How long typing rests before it is searched for, in ms. */
const restMs = 250;

/** The search the page's address holds, and how to change it; what is typed reaches the address when it rests. */
export function useSearch(): {
  /** As typed and chosen. */
  search: Search;
  /** As it is searched for: behind `search` while somebody types. */
  settled: Search;
  change: (part: Partial<Search>) => void;
} {
  const { query, pathname, replace } = useRouter();
  const [search, setSearch] = useState(() => searchFrom(query));
  const settled = useSettled(search, restMs);
  const written = useRef(JSON.stringify(addressOf(search)));

  // Back, forward and links lead to other searches; what this page wrote itself is no news.
  useEffect(() => {
    const there = searchFrom(query);
    const address = JSON.stringify(addressOf(there));
    if (address === written.current) return;
    written.current = address;
    setSearch(there);
  }, [query]);

  useEffect(() => {
    const address = addressOf(settled);
    if (JSON.stringify(address) === written.current) return;
    written.current = JSON.stringify(address);
    void replace({ pathname, query: address }, undefined, { shallow: true, scroll: false });
  }, [settled, pathname, replace]);

  return { search, settled, change: (part) => setSearch((current) => ({ ...current, ...part })) };
}
