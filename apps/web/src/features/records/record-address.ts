/** Where one record is shown. */
export function recordAddress(id: string): string {
  return `/records/${id}`;
}
