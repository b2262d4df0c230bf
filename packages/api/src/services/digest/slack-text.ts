/** A digest's Markdown as Slack writes it: one asterisk for bold, no backslashes, its three signs as entities. */
export function slackText(markdown: string): string {
  return markdown
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '*$1*')
    .replace(/\\(&(?:amp|lt|gt);|[!-/:-@[-`{-~])/g, '$1');
}
