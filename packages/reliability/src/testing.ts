export { armFaults, type Gate, openableGate } from './testing/faults.ts';
export { createTestRuntime, type TestRuntime } from './testing/test-runtime.ts';
