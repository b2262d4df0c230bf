import type { RecordRow } from '@ballast/db';
import type { CallContext, Vendors } from '@ballast/integrations';
import type { AccountOf } from '../integration/account.ts';
import type { SettingsOf } from '../integration/settings.ts';
import type { RecordChange } from '../record/change.ts';
import type { MirrorVendor } from './wanted.ts';

/** What a copy says, as far as it is compared: plain JSON, the same for the same meaning. Null: it is not there. */
export type Content = Readonly<Record<string, string | number | boolean | null>> | null;

/** A record's copy at a vendor, as it was read there. */
export interface Copy {
  readonly externalId: string;
  /** Null: deleted there. */
  readonly content: Content;
  /** When it was last edited there, in epoch ms by the vendor's clock; null where nobody says. */
  readonly editedAtMs: number | null;
  /** True where the vendor says that nobody has edited it since this app last wrote there. */
  readonly untouched?: boolean | undefined;
  /** The vendor's own mark of this very state, for writes that must not overwrite another one. */
  readonly mark?: string | undefined;
}

/** With what a vendor is asked. */
export interface Using<V extends MirrorVendor> {
  readonly vendors: Vendors;
  readonly account: AccountOf[V];
  readonly settings: SettingsOf<V>;
  /** The vendor's own id of the account. */
  readonly accountRef: string | null;
  readonly context: CallContext & { readonly ownerId: string };
  /** The owner's IANA zone. */
  readonly timezone: string;
}

/** How one vendor mirrors records. Nothing here touches our database. */
export interface Mirror<V extends MirrorVendor> {
  /** What the copy of a record is to say; asked only for records that are to have one. */
  says(record: RecordRow, timezone: string): NonNullable<Content>;
  /** What has to change for the record to say what the copy says. Null: the copy was deleted there. */
  changeFrom(record: RecordRow, content: Content, timezone: string): RecordChange;
  /** The copy; `content: null` when it was deleted, undefined when there never was one. */
  find(using: Using<V>, record: RecordRow, externalId: string | null): Promise<Copy | undefined>;
  /**
   * Makes the copy say `content`: makes it, changes it, or deletes it for null. Undefined when it was changed there
   * after `copy` was read; nothing is written then.
   */
  write(
    using: Using<V>,
    want: { readonly record: RecordRow; readonly copy: Copy | undefined; readonly content: Content },
  ): Promise<{ readonly externalId: string } | undefined>;
  /** Deletes the copy of a record that is gone here. One that is gone already is no error. */
  remove(using: Using<V>, recordId: string, externalId: string | null): Promise<void>;
}
