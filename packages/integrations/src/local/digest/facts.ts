import type { Category } from '../../classification.ts';

/** A thought that came in, with the title it was filed under, if it was. */
export interface ReceivedFact {
  readonly category: Category | null;
  readonly status: string;
  readonly text: string;
  readonly title: string | null;
}

/** Something that can be done next. `dueAt` of an all-day one is that day's start in the owner's timezone. */
export interface ActionFact {
  readonly title: string;
  readonly category: Category;
  readonly fields: unknown;
  readonly dueAt: Date | null;
  readonly dueAllDay: boolean;
}

/** What a daily digest is written from; newest thoughts first, next actions in the order they are to be taken. */
export interface DailyDigestFacts {
  /** `YYYY-MM-DD` in the owner's timezone. */
  readonly date: string;
  readonly timezone: string;
  readonly nowMs: number;
  readonly received: readonly ReceivedFact[];
  readonly needsReview: readonly { readonly text: string }[];
  readonly nextActions: readonly ActionFact[];
}

/** How many of something, as SQL counts it. */
type Count = string | number | bigint;

/** What a weekly review is written from; loops in the order of their due dates, then the longest untouched first. */
export interface WeeklyReviewFacts {
  /** ISO week, `YYYY-Www`, in the owner's timezone. */
  readonly week: string;
  readonly timezone: string;
  readonly nowMs: number;
  readonly received: readonly {
    readonly category: Category | null;
    readonly status: string;
    readonly count: Count;
  }[];
  readonly done: readonly { readonly title: string; readonly category: Category }[];
  readonly open: readonly (ActionFact & { readonly createdAt: Date; readonly updatedAt: Date })[];
  readonly corrections: readonly {
    readonly fromCategory: Category | null;
    readonly toCategory: Category;
    readonly count: Count;
  }[];
}
