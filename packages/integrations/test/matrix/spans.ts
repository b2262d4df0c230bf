import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(
  new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
);

/** Every span that ended since `forgetSpans`, in this test file. */
export const finishedSpans = () => exporter.getFinishedSpans();
export const forgetSpans = () => exporter.reset();
