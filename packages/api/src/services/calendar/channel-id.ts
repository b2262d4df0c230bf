/** A channel's id names the connection it tells of, and is never used twice. At most 64 characters. */
export function channelIdOf(integrationId: string, random: string): string {
  return `${integrationId}-${random.replaceAll('-', '').slice(0, 24)}`;
}

/** The connection that a channel's id names. */
export function integrationOfChannel(channelId: string): string {
  return channelId.slice(0, 36);
}
