import { Toaster as Sonner } from 'sonner';
import { useTheme } from './theme.ts';

/** Short notices at the edge of the page, above the phone's bottom bar. */
export function Toaster() {
  const [theme] = useTheme();
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      duration={6_000}
      offset={24}
      mobileOffset={{ bottom: 80, left: 16, right: 16 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded-card border border-line bg-sheet px-4 py-3 font-sans! text-sm text-ink shadow-float sm:w-89',
          title: 'font-medium',
          content: 'flex-1',
          error: 'border-danger',
          actionButton: 'rounded-md px-2.5 py-1 font-medium text-accent hover:bg-well',
        },
      }}
    />
  );
}
