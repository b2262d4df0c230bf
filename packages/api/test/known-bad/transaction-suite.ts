import assert from 'node:assert/strict';

/** A service with one mutation in a transaction: it notes a write for the commit, then answers or throws. */
export interface Transacted extends AsyncDisposable {
  /** Resolves whether the call was answered without an error. */
  call(outcome: 'answer' | 'throw'): Promise<boolean>;
  /** Writes that were committed. */
  committed(): number;
}

/** What every way to put a transaction around a procedure has to hold (I4), ours and the known-bad one alike. */
export async function holdToTransactionSuite(start: () => Promise<Transacted>): Promise<void> {
  await using service = await start();
  assert.equal(await service.call('answer'), true, 'a good call is answered');
  assert.equal(service.committed(), 1, 'a good call is committed');
  assert.equal(await service.call('throw'), false, 'a failed call is answered with its error');
  assert.equal(service.committed(), 1, 'nothing of a failed call is committed');
}
