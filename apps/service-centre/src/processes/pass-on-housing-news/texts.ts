import { type Translated, translated } from '@talentloop/locale';
import type { HousingNews } from '../../domain/known-talent/events';

/** The version of the texts, kept with each message. `{…}` is filled from the news. */
export const textsVersion = 1;

export const texts: Readonly<Record<HousingNews, Translated>> = {
  requested: translated(
    'We have received your request for accommodation and will assess it.',
    '我們已收到您的住宿申請，並會進行評估。',
    '我们已收到您的住宿申请，并会进行评估。',
  ),
  waitlisted: translated(
    'You are eligible for accommodation and are on the waiting list.',
    '您符合住宿資格，現已列入輪候名單。',
    '您符合住宿资格，现已列入轮候名单。',
  ),
  offered: translated(
    'A place to live is held for you. Please accept or decline the offer before {expiresAt}.',
    '我們已為您預留住處，請於 {expiresAt} 前接受或婉拒。',
    '我们已为您预留住处，请于 {expiresAt} 前接受或婉拒。',
  ),
  declined: translated(
    'You have declined the offer. Your request is assessed for another place.',
    '您已婉拒該住處，我們會繼續為您物色其他住處。',
    '您已婉拒该住处，我们会继续为您物色其他住处。',
  ),
  'offer-expired': translated(
    'The offer of a place to live has lapsed. A caseworker will contact you.',
    '住處的預留期已過，個案主任會與您聯絡。',
    '住处的预留期已过，个案主任会与您联系。',
  ),
  refused: translated(
    'Your request for accommodation could not be approved. Reply here if you have questions.',
    '您的住宿申請未獲批准，如有疑問請在此回覆。',
    '您的住宿申请未获批准，如有疑问请在此回复。',
  ),
  cancelled: translated(
    'Your booking has been cancelled.',
    '您的住宿預訂已取消。',
    '您的住宿预订已取消。',
  ),
  withdrawn: translated(
    'Your request for accommodation has been withdrawn.',
    '您的住宿申請已撤回。',
    '您的住宿申请已撤回。',
  ),
  'no-show': translated(
    'You did not arrive for your stay. Reply here if you still need it.',
    '您未有如期入住，如仍有需要請在此回覆。',
    '您未如期入住，如仍有需要请在此回复。',
  ),
  booked: translated(
    'Your accommodation is booked from {from} to {to}.',
    '您的住宿已預訂，由 {from} 至 {to}。',
    '您的住宿已预订，由 {from} 至 {to}。',
  ),
  'checked-in': translated(
    'Welcome: you have checked in. Your stay ends on {to}.',
    '歡迎入住，您的住宿至 {to} 結束。',
    '欢迎入住，您的住宿至 {to} 结束。',
  ),
  departed: translated(
    'You have checked out. We wish you well.',
    '您已辦理退房，祝您一切順利。',
    '您已办理退房，祝您一切顺利。',
  ),
};

/** What a caseworker is asked to do when an offer lapses. */
export const lapseTask: Translated = translated(
  'The offer of accommodation lapsed: talk to the talent about the next step.',
  '住宿的預留期已過：請與人才商討下一步。',
  '住宿的预留期已过：请与人才商讨下一步。',
);

export const fill = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
