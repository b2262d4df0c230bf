import type { SimRequest } from './request.ts';
import type { Route, Vendor } from './vendor.ts';

export interface Match {
  readonly vendor: Vendor;
  /** Undefined: the mount is known, the route is not. */
  readonly route: Route | undefined;
  readonly params: Readonly<Record<string, string>>;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = decode(given[index] ?? '');
    if (!part.startsWith(':')) {
      if (part !== segment) return undefined;
    } else if (segment === '') return undefined;
    else params[part.slice(1)] = segment;
  }
  return params;
}

function below(mount: string, path: string): string | undefined {
  if (path !== mount && !path.startsWith(`${mount}/`)) return undefined;
  return path.slice(mount.length) || '/';
}

/** Finds who answers. A vendor that knows the route wins over one that only shares the mount. */
export function findRoute(vendors: readonly Vendor[], request: SimRequest): Match | undefined {
  let mounted: Vendor | undefined;
  for (const vendor of vendors) {
    for (const mount of vendor.mounts) {
      const path = below(mount, request.path);
      if (path === undefined) continue;
      // The empty mount is a second door of Google's APIs; a stranger's path is not theirs to refuse.
      if (mount !== '') mounted ??= vendor;
      for (const route of vendor.routes) {
        const params = route.method === request.method ? paramsOf(route.path, path) : undefined;
        if (params !== undefined) return { vendor, route, params };
      }
    }
  }
  return mounted === undefined ? undefined : { vendor: mounted, route: undefined, params: {} };
}
