/** A person of the simulated year, and when they change their timezone. */
export interface Resident {
  readonly timezone: string;
  readonly moves?: readonly { readonly at: string; readonly to: string }[];
}

/** Both directions of DST on both hemispheres, at midnight, by half an hour; odd offsets; both ends of the date line. */
export const residents: readonly Resident[] = [
  { timezone: 'UTC' },
  { timezone: 'Europe/Berlin' },
  { timezone: 'America/New_York' },
  { timezone: 'America/Santiago' },
  { timezone: 'Asia/Kathmandu' },
  { timezone: 'Australia/Lord_Howe' },
  { timezone: 'Pacific/Auckland' },
  { timezone: 'Pacific/Kiritimati' },
  {
    timezone: 'Europe/Berlin',
    moves: [
      { at: '2026-04-10T12:30:00Z', to: 'Asia/Tokyo' },
      { at: '2026-09-10T20:30:00Z', to: 'America/Los_Angeles' },
    ],
  },
];

/** The timezone somebody lives in at an instant. */
export function timezoneAt({ timezone, moves = [] }: Resident, atMs: number): string {
  return moves.findLast(({ at }) => Date.parse(at) <= atMs)?.to ?? timezone;
}
