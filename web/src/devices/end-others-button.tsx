import { useMutation, useQueryClient } from '@tanstack/react-query';
import { messageOf } from '../api/api-error.ts';
import { call } from '../api/call.ts';
import { Button } from '../components/button.tsx';
import { useToast } from '../components/toasts.tsx';
import { sessionsQuery } from './sessions-query.ts';

export function EndOthersButton() {
  const client = useQueryClient();
  const toast = useToast();
  const end = useMutation({
    mutationFn: () => call('endOtherSessions'),
    onSuccess: () => toast('You are signed in here only.'),
    onError: (error) => toast(`Not all others were ended. ${messageOf(error)}`, 'danger'),
    // After a failure too: some may have been.
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  return (
    <Button busy={end.isPending} onClick={() => end.isPending || end.mutate()}>
      End all others
    </Button>
  );
}
