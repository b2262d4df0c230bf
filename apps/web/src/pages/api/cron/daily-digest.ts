import { digestTick } from '../../../server/cron-tick.ts';

export default digestTick('daily');
