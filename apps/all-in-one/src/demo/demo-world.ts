import {
  closureStories,
  propertyStories,
  sponsorStories,
} from './requests/companies-and-buildings';
import { personStory } from './requests/people';
import { caseStory, enquiryStory, homeStory } from './requests/work';
import type { Story } from './story';
import { casesAtTheLoop } from './world/cases-at-the-loop';
import { casesElsewhere } from './world/cases-elsewhere';
import { enquiries } from './world/enquiries';
import type { HomeFacts, PersonFacts } from './world/facts';
import { askedHomes, homes } from './world/homes';
import { peopleFromHongKong } from './world/people-from-hong-kong';
import { settledFromOverseas } from './world/people-from-overseas';
import { underWayFromOverseas } from './world/people-from-overseas-under-way';
import { settledFromTheMainland } from './world/people-from-the-mainland';
import { underWayFromTheMainland } from './world/people-from-the-mainland-under-way';
import { showcase, showcaseCase, showcaseHome } from './world/showcase';

export const people: readonly PersonFacts[] = [
  showcase,
  ...settledFromOverseas,
  ...underWayFromOverseas,
  ...peopleFromHongKong,
  ...settledFromTheMainland,
  ...underWayFromTheMainland,
];

const portalOf = ({ of }: HomeFacts) => people.find(({ key }) => key === of)?.portal ?? 'portal';

/** The companies come first, because the people refer to them. */
export const foundation: readonly Story[] = [...sponsorStories, ...propertyStories];

/** Everything else. Only its moments order it. */
export const life: readonly Story[] = [
  ...people.map(personStory),
  ...[showcaseCase, ...casesAtTheLoop, ...casesElsewhere].map(caseStory),
  ...[showcaseHome, ...homes, ...askedHomes].map((home) => homeStory(home, portalOf(home))),
  ...enquiries.map(enquiryStory),
  ...closureStories,
];
