import { DecidedActions } from '../features/actions/decided-actions.tsx';
import { StandingApprovals } from '../features/actions/standing-approvals.tsx';
import { useActionVerbs } from '../features/actions/use-action-verbs.ts';
import { WaitingActions } from '../features/actions/waiting-actions.tsx';
import { UnsettledMessages } from '../features/outbox/unsettled-messages.tsx';
import { Page } from '../features/shell/page.tsx';
import { forViewer } from '../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function ActionsPage() {
  const verbs = useActionVerbs();
  return (
    <Page title="Actions" intro="What is proposed, what was done, and the way back.">
      <div>
        <WaitingActions verbs={verbs} />
        <UnsettledMessages />
        <DecidedActions verbs={verbs} />
        <StandingApprovals />
      </div>
    </Page>
  );
}
