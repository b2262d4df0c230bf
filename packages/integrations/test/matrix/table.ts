import type { Ran } from './run.ts';
import { endOf } from './run.ts';

/** A cell's two runs: the fault met once, and met by every attempt. */
export interface Measured {
  readonly once: Ran;
  readonly lasting: Ran;
}

const introduction = `# The fault matrix

Every operation on every vendor, through the vendor's own SDK on the wire, against every fault: written by
\`packages/integrations/test/matrix/matrix.test.ts\`, which also checks each cell against the rules. A cell says what
became of a fault that is met once, then what became of one that lasts: the attempts on the wire and how it ended.
\`2 ok / 4 unknown\` was mended by one repeat, and given up after four attempts without knowing whether it took effect;
\`1 answer\` is no failure to this operation; \`–\` does not apply. Nothing that must not be there twice ever was; what sets a state may set it again.
`;

function word(ran: Ran): string {
  const end = endOf(ran);
  if (end === 'ok') return 'ok';
  const { outcome } = ran.error as { readonly outcome: string };
  const reason =
    end === 'reconnect_needed' ? 'reconnect' : end === 'dependency_quota_exhausted' ? 'quota' : outcome;
  return reason.replace('_', ' ');
}

function cell(measured: Measured | undefined): string {
  if (measured === undefined) return '–';
  const [once, lasting] = [measured.once, measured.lasting].map(
    (ran) => `${ran.requests.length} ${word(ran)}`,
  );
  return once === lasting ? (once?.replace('1 ok', '1 answer') ?? '') : `${once} / ${lasting}`;
}

/** The matrix as Markdown: a table a vendor, its operations across, the faults down. */
export function matrixTable(
  vendors: readonly { readonly name: string; readonly operations: readonly string[] }[],
  faults: readonly string[],
  measured: (operation: string, fault: string) => Measured | undefined,
): string {
  const sections = vendors.map(({ name, operations }) => {
    const rows = faults
      .map((fault) => [
        fault,
        ...operations.map((operation) => cell(measured(`${name} ${operation}`, fault))),
      ])
      .filter(([, ...cells]) => cells.some((one) => one !== '–'));
    const lines = [
      ['fault', ...operations.map((one) => `\`${one}\``)],
      operations.concat('').map(() => '---'),
      ...rows,
    ];
    return [`## ${name}`, '', ...lines.map((line) => `| ${line.join(' | ')} |`), ''].join('\n');
  });
  return [introduction, ...sections].join('\n');
}
