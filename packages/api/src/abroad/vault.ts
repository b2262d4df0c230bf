import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { IntegrationError } from '@ballast/integrations';

/** Whose secret it is. It opens nowhere else: a row copied to another owner or vendor stays shut. */
export interface Place {
  readonly ownerId: string;
  /** The vendor, or what else the secret is for. */
  readonly purpose: string;
}

/** A secret as it is stored. */
export interface Sealed {
  readonly bytes: Uint8Array;
  /** Names the key without being it. */
  readonly keyId: string;
}

/** Seals secrets for the database, AES-256-GCM. */
export interface Vault {
  /** Of the newest key: what is sealed with another one wants sealing again. */
  readonly keyId: string;
  seal(value: unknown, place: Place): Sealed;
  /** @throws IntegrationError `reconnect_needed` for what no key opens, or what was sealed for another place. */
  open(sealed: Sealed, place: Place): unknown;
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const ivBytes = 12;
const tagBytes = 16;

/** The environment's secret is text of any shape; what encrypts is 32 bytes drawn from it (RFC 5869). */
function keyFrom(secret: string): Key {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', secret, '', info, 32));
  const id = createHash('sha256').update(derive('ballast key id')).digest('hex').slice(0, 8);
  return { id, bytes: derive('ballast credentials') };
}

function boundTo({ ownerId, purpose }: Place, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([ownerId, purpose, keyId]));
}

/** Makes a vault from `ENCRYPTION_KEY`; `oldSecrets` still open what they sealed, and seal nothing more. */
export function createVault(secret: string, oldSecrets: readonly string[] = []): Vault {
  const newest = keyFrom(secret);
  const keys = new Map([...oldSecrets.map(keyFrom), newest].map((key) => [key.id, key]));

  return {
    keyId: newest.id,
    seal: (value, place) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', newest.bytes, iv).setAAD(boundTo(place, newest.id));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return { bytes: Buffer.concat([iv, cipher.getAuthTag(), text]), keyId: newest.id };
    },
    open: ({ bytes, keyId }, place) => {
      const key = keys.get(keyId);
      if (key === undefined) throw unreadable(place, 'unknown_key');
      const iv = bytes.subarray(0, ivBytes);
      const tag = bytes.subarray(ivBytes, ivBytes + tagBytes);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: tagBytes });
        decipher.setAAD(boundTo(place, keyId)).setAuthTag(tag);
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
        return JSON.parse(text.toString('utf8'));
      } catch {
        throw unreadable(place, 'unreadable_credentials');
      }
    },
  };
}

/** For the person it is the same as credentials that the vendor refuses: they connect again. */
function unreadable({ purpose }: Place, vendorCode: string): IntegrationError {
  return new IntegrationError({
    vendor: purpose,
    operation: 'credentials.open',
    code: 'reconnect_needed',
    vendorCode,
    outcome: 'not_sent',
    retryable: false,
  });
}
