import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Button } from './button.tsx';

interface Message {
  id: number;
  title: string;
  tone: 'success' | 'danger';
}

type ShowToast = (title: string, tone?: Message['tone']) => void;

const ToastContext = createContext<ShowToast>(() => {});

export const useToast = () => useContext(ToastContext);

const shownMs = 6000;

/** Short news that needs no answer. Radix's toast, as sonner writes a style element that our policy refuses. */
export function Toasts({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const show = useCallback<ShowToast>((title, tone = 'success') => {
    setMessages((shown) => [...shown, { id: (shown.at(-1)?.id ?? 0) + 1, title, tone }]);
  }, []);
  const drop = (id: number) => setMessages((shown) => shown.filter((message) => message.id !== id));
  return (
    <ToastContext value={show}>
      <Toast.Provider duration={shownMs} swipeDirection="down" label="Notice">
        {children}
        {messages.map((message) => (
          <ToastCard key={message.id} message={message} onClose={() => drop(message.id)} />
        ))}
        <Toast.Viewport className="fixed right-4 bottom-4 left-4 z-50 flex flex-col gap-2 outline-none sm:left-auto sm:w-90" />
      </Toast.Provider>
    </ToastContext>
  );
}

function ToastCard({ message, onClose }: { message: Message; onClose: () => void }) {
  const Icon = message.tone === 'success' ? CircleCheck : CircleAlert;
  return (
    <Toast.Root
      onOpenChange={(open) => open || onClose()}
      className="flex animate-rise-in items-center gap-3 rounded-card border border-line bg-surface py-2 pr-2 pl-4 shadow-float"
    >
      <Icon
        className={`size-4 shrink-0 ${message.tone === 'success' ? 'text-accent' : 'text-danger'}`}
        aria-hidden="true"
      />
      <Toast.Title className="flex-1">{message.title}</Toast.Title>
      <Toast.Close asChild>
        <Button look="quiet" size="icon" aria-label="Dismiss">
          <X className="size-4" aria-hidden="true" />
        </Button>
      </Toast.Close>
    </Toast.Root>
  );
}
