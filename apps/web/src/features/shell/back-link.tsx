import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';

/** The way from a page back to the list it belongs to. */
export function BackLink({ href, label }: { href: string; label: string }) {
  return (
    <Link href={href} className="-mt-3 mb-5 inline-flex items-center gap-2 text-sm text-soft hover:text-ink">
      <ArrowLeft className="icon" aria-hidden="true" />
      {label}
    </Link>
  );
}
