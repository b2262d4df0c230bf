import type { GetServerSideProps } from 'next';
import { DemoSwitches } from '../../features/demo/demo-switches.tsx';
import { Now } from '../../features/operations/now.tsx';
import { OperationsPage } from '../../features/operations/operations-page.tsx';
import { Standing } from '../../features/operations/standing.tsx';
import { getApp } from '../../server/app.ts';
import { forViewer } from '../../server/viewer.ts';

/** The page's viewer, and whether there are simulated vendors to switch. */
export const getServerSideProps: GetServerSideProps = async (context) => {
  const result = await forViewer(context);
  if (!('props' in result)) return result;
  const demo = getApp().env.BALLAST_DEMO_SIMULATOR_URL !== undefined;
  return { props: { ...(await result.props), demo } };
};

export default function NowPage({ demo }: { demo: boolean }) {
  return (
    <OperationsPage intro={<Standing />}>
      {demo ? <DemoSwitches /> : null}
      <Now />
    </OperationsPage>
  );
}
