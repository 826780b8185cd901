export { type ListAsk, type ListOptions, Lists, type Page, type PageOptions } from './lists';
export { rowsAt } from './rows-at';
