import type * as z from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Of the forms that were allowed, the one the input came nearest to: its problems lie deepest. */
function nearest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => flat(issue).path.length));
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

function flat(issue: Issue, above: Path = []): { readonly path: Path; readonly message: string } {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const inner = nearest(issue.errors)[0];
  if (inner !== undefined) return flat(inner, path);
  const options = 'options' in issue ? issue.options : undefined;
  const choice = Array.isArray(options) ? `: one of ${options.join(', ')}` : '';
  return { path, message: `${issue.message}${choice}` };
}

/** What is wrong with an input, a line a problem, each with the place where it stands. */
export function explain(error: z.ZodError): string {
  return error.issues
    .map((issue) => flat(issue))
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('\n');
}
