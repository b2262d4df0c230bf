/**
 * The headers of every answer. Scripts come from this origin's files alone; styles may be inline, since the menus,
 * dialogs and toasts place themselves with style attributes. Development needs eval and a socket for hot reload.
 */
export function securityHeaders(development: boolean): { key: string; value: string }[] {
  const policy = [
    "default-src 'self'",
    development ? "script-src 'self' 'unsafe-eval' 'unsafe-inline'" : "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    development ? "connect-src 'self' ws:" : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return [
    { key: 'Content-Security-Policy', value: policy },
    { key: 'Referrer-Policy', value: 'same-origin' },
    { key: 'X-Content-Type-Options', value: 'nosniff' },
    { key: 'X-Frame-Options', value: 'DENY' },
    { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
    { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  ];
}
