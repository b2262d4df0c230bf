import { drawHistory, historyMs, type PoolSample } from './pool-history.ts';

const width = 600;
const height = 120;

/** How much of the pool was in use over the last minutes, against the line it should stay below. */
export function PoolChart(props: {
  history: readonly PoolSample[];
  target: number;
  inUse: number;
  max: number;
}) {
  const { history, target, inUse, max } = props;
  const latest = history.at(-1);
  const stretches = latest ? drawHistory(history, { width, height, nowMs: latest.atMs }) : [];
  const limitY = height - target * height;
  return (
    <figure>
      <div className="relative">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${inUse} of ${max} database connections in use; the line to stay below is at ${target * 100} %`}
          className="h-32 w-full rounded-lg bg-well"
        >
          <rect width={width} height={limitY} className="fill-danger-tint" opacity="0.6" />
          {stretches.map(({ line, area }) => (
            <g key={line.slice(0, 24)} className="text-accent">
              <polygon points={area} fill="currentColor" opacity="0.18" />
              <polyline
                points={line}
                fill="none"
                stroke="currentColor"
                strokeWidth="2"
                strokeLinejoin="round"
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
              />
            </g>
          ))}
          <line
            x2={width}
            y1={limitY}
            y2={limitY}
            className="stroke-danger"
            strokeDasharray="6 5"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <span
          aria-hidden="true"
          className="absolute right-2 text-2xs font-medium text-danger"
          style={{ top: `calc(${(1 - target) * 100}% - 1.15rem)` }}
        >
          {target * 100} %
        </span>
      </div>
      <figcaption className="mt-1 flex justify-between text-2xs text-faint" aria-hidden="true">
        <span>{historyMs / 60_000} min ago</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
