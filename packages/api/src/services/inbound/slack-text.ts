const controlCharacters = /[\p{Cc}--[\t\n\r]]/gv;

/** Slack's markup as a person reads it: links by what they say, the three entities as the signs they are. */
export function plainSlackText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(controlCharacters, ' ')
    .replace(/<(https?:[^|>]*)\|([^>]*)>/g, (_all, url: string, label: string) =>
      url.includes(label) ? url : `${label} (${url})`,
    )
    .replace(/<mailto:[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(https?:[^|>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
