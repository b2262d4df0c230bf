/** A digest's Markdown as people read it in Slack: one asterisk for bold, no backslashes. Its signs are escaped on the way. */
export function slackText(markdown: string): string {
  return markdown.replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '*$1*').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
