import { readIntent } from '@ballast/integrations/browser';
import { keepPreviousData } from '@tanstack/react-query';
import { Search as SearchIcon, SearchX } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { listItemAttribute, useListFocus } from '../../ui/use-list-focus.ts';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import { Answer } from '../answer/answer.tsx';
import { Page } from '../shell/page.tsx';
import { instantsOf, isNarrowed, type Search } from './search-address.ts';
import { SearchBox } from './search-box.tsx';
import { SearchFilters } from './search-filters.tsx';
import { SearchResults } from './search-results.tsx';
import { UnfiledThoughts } from './unfiled-thoughts.tsx';
import { useSearch } from './use-search.ts';

const firstPage = 20;
/** As many as one search gives. */
const most = 50;

/** One box over everything that is kept: words find, questions are answered. */
export function SearchPage() {
  const { search, settled, change } = useSearch();
  const text = settled.text.trim();
  const isQuestion = text !== '' && readIntent(text).intent === 'query';
  const listFocus = useListFocus<HTMLElement>();
  const boxRef = useRef<HTMLInputElement>(null);

  const intoList = () => listFocus.ref.current?.querySelector<HTMLElement>(`[${listItemAttribute}]`)?.focus();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const first = event.currentTarget.querySelector(`[${listItemAttribute}]`);
    if (event.key === 'ArrowUp' && document.activeElement === first) {
      event.preventDefault();
      boxRef.current?.focus();
    } else listFocus.onKeyDown(event);
  };

  return (
    <Page title="Search">
      <search>
        <SearchBox
          inputRef={boxRef}
          text={search.text}
          onText={(typed) => change({ text: typed })}
          onDown={intoList}
        />
        <SearchFilters search={search} onChange={change} />
      </search>
      {isQuestion ? (
        <section
          aria-labelledby="answer"
          className="mt-6 rounded-card border border-line bg-sheet px-5 py-4 shadow-lift"
        >
          <h2 id="answer" className="mb-2 text-sm font-medium text-faint">
            What you have kept says
          </h2>
          <Answer question={text} />
        </section>
      ) : null}
      <section aria-label="Results" ref={listFocus.ref} onKeyDown={onKeyDown} className="mt-6">
        {text === '' ? (
          <Beginning onTry={(example) => change({ text: example })} />
        ) : (
          <Findings
            key={JSON.stringify([settled.category, settled.when])}
            search={settled}
            onWiden={() => change({ category: undefined, when: 'any', fromDay: '', toDay: '' })}
          />
        )}
      </section>
    </Page>
  );
}

function Findings({ search, onWiden }: { search: Search; onWiden: () => void }) {
  const { timezone } = useViewer();
  const now = useNow();
  const [limit, setLimit] = useState(firstPage);
  const found = trpc.search.query.useQuery(
    {
      query: search.text.trim(),
      limit,
      ...(search.category === undefined ? {} : { category: search.category }),
      ...instantsOf(search, now, timezone),
    },
    { placeholderData: keepPreviousData },
  );
  if (found.isError && !found.data) {
    return <ErrorState message={explain(found.error)} onRetry={() => void found.refetch()} />;
  }
  if (!found.data) return <SkeletonRows label="Loading what was found" />;
  const { items, unfiled } = found.data;
  const count = items.length + unfiled.length;
  if (count === 0) return <NothingFound search={search} onWiden={onWiden} />;
  return (
    <>
      <p role="status" className="mb-1 text-sm text-faint">
        {count === 1 ? '1 found' : `${count}${items.length === limit ? ' or more' : ''} found`}
        {found.data.mode === 'hybrid' ? ', by words and meaning' : ''}
      </p>
      {unfiled.length > 0 ? <UnfiledThoughts thoughts={unfiled} /> : null}
      {items.length > 0 ? <SearchResults items={items} /> : null}
      {items.length === limit && limit < most ? (
        <Button className="mt-6 w-full" busy={found.isFetching} onClick={() => setLimit(most)}>
          Show more
        </Button>
      ) : null}
    </>
  );
}

const example = 'What is due this week?';

function Beginning({ onTry }: { onTry: (example: string) => void }) {
  return (
    <EmptyState icon={SearchIcon} title="Look through everything you have kept">
      <p>A word, the beginning of one, or nearly one will do. A question is answered from your own notes.</p>
      <p className="mt-3">
        Try:{' '}
        <button
          type="button"
          onClick={() => onTry(example)}
          className="font-serif text-base text-ink italic underline decoration-edge underline-offset-3 hover:decoration-accent"
        >
          {example}
        </button>
      </p>
    </EmptyState>
  );
}

function NothingFound({ search, onWiden }: { search: Search; onWiden: () => void }) {
  const narrowed = isNarrowed(search);
  return (
    <EmptyState icon={SearchX} title="Nothing found">
      <p role="status">
        {narrowed
          ? 'Nothing in this drawer and time has those words.'
          : 'Nothing you have kept has those words, or words like them. What is archived is not looked through.'}
      </p>
      {narrowed ? (
        <Button className="mt-5" onClick={onWiden}>
          Search everywhere
        </Button>
      ) : null}
    </EmptyState>
  );
}
