/** A text among a connection's settings; empty when it is not set. */
export function textSetting(settings: Readonly<Record<string, unknown>>, name: string): string {
  const value = settings[name];
  return typeof value === 'string' ? value : '';
}

/** A list of texts among a connection's settings. */
export function listSetting(settings: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const value = settings[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** Which mail is captured: by a label or by an address; both empty when none is. */
export function captureSetting(settings: Readonly<Record<string, unknown>>): {
  readonly kind: 'label' | 'address';
  readonly value: string;
} {
  const rule = settings['capture'];
  if (typeof rule !== 'object' || rule === null) return { kind: 'label', value: '' };
  const { kind, labelId, address } = rule as Readonly<Record<string, unknown>>;
  if (kind === 'address' && typeof address === 'string') return { kind, value: address };
  return { kind: 'label', value: typeof labelId === 'string' ? labelId : '' };
}
