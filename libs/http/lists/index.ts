export { Lists, type Page, type PageOptions } from './lists';
