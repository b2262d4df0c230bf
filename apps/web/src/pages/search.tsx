import { SearchPage } from '../features/search/search-page.tsx';
import { forViewer } from '../server/viewer.ts';

export { forViewer as getServerSideProps };

export default SearchPage;
