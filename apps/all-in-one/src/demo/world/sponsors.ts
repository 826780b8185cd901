type Sector =
  | 'ai-and-data-science'
  | 'life-and-health-technology'
  | 'microelectronics'
  | 'new-energy'
  | 'advanced-materials'
  | 'professional-services';
type Origin = 'hong-kong' | 'mainland' | 'overseas';

/** A fictional tenant company. All names come from what lives or stands in a wetland. */
export type SponsorFacts = readonly [name: string, sector: Sector, origin: Origin];

/**
 * The tenants of the park in its published proportions: half AI and data science; two fifths life
 * and health technology, microelectronics and new energy; a quarter from overseas.
 */
export const sponsors: readonly SponsorFacts[] = [
  ['Mudskipper Vision', 'ai-and-data-science', 'hong-kong'],
  ['Egret Inference', 'ai-and-data-science', 'mainland'],
  ['Spoonbill Language Lab', 'ai-and-data-science', 'overseas'],
  ['Kingfisher Agents', 'ai-and-data-science', 'hong-kong'],
  ['Heron Forecasting', 'ai-and-data-science', 'mainland'],
  ['Reedbed Data', 'ai-and-data-science', 'mainland'],
  ['Cormorant Mapping', 'ai-and-data-science', 'overseas'],
  ['Dragonfly Robotics', 'ai-and-data-science', 'mainland'],
  ['Fishpond Analytics', 'ai-and-data-science', 'hong-kong'],
  ['Tidal Creek Compute', 'ai-and-data-science', 'mainland'],
  ['Avocet Speech', 'ai-and-data-science', 'hong-kong'],
  ['Plover Autonomy', 'ai-and-data-science', 'mainland'],
  ['Sandpiper Simulation', 'ai-and-data-science', 'overseas'],
  ['Otter Recommendation', 'ai-and-data-science', 'hong-kong'],
  ['Lotus Graph', 'ai-and-data-science', 'mainland'],
  ['Water Lily Privacy', 'ai-and-data-science', 'hong-kong'],
  ['Bittern Safety Research', 'ai-and-data-science', 'overseas'],
  ['Fiddler Crab Vectors', 'ai-and-data-science', 'mainland'],
  ['Kite Aerial Sensing', 'ai-and-data-science', 'hong-kong'],
  ['Paddy Frog Planning', 'ai-and-data-science', 'mainland'],
  ['Starling Swarm', 'ai-and-data-science', 'overseas'],
  ['Mangrove Search', 'ai-and-data-science', 'hong-kong'],
  ['Teal Translation', 'ai-and-data-science', 'mainland'],
  ['Swallow Logistics Models', 'ai-and-data-science', 'hong-kong'],
  ['Mayfly Realtime', 'ai-and-data-science', 'mainland'],
  ['Magpie Retrieval', 'ai-and-data-science', 'overseas'],
  ['Bulrush Cloud', 'ai-and-data-science', 'hong-kong'],
  ['Catfish Quant', 'ai-and-data-science', 'overseas'],
  ['Pond Skater Edge', 'ai-and-data-science', 'hong-kong'],
  ['Wagtail Learning', 'ai-and-data-science', 'overseas'],
  ['Floodplain Twins', 'ai-and-data-science', 'mainland'],
  ['Snipe Anomaly', 'ai-and-data-science', 'hong-kong'],

  ['Mangrove Genomics', 'life-and-health-technology', 'hong-kong'],
  ['Horseshoe Crab Assays', 'life-and-health-technology', 'mainland'],
  ['Lotus Root Therapeutics', 'life-and-health-technology', 'overseas'],
  ['Leech Diagnostics', 'life-and-health-technology', 'mainland'],
  ['Clear Pond Imaging', 'life-and-health-technology', 'hong-kong'],
  ['Oyster Biomaterials', 'life-and-health-technology', 'overseas'],
  ['Newt Regenerative', 'life-and-health-technology', 'mainland'],
  ['Willow Trials', 'life-and-health-technology', 'hong-kong'],
  ['Duckweed Proteins', 'life-and-health-technology', 'mainland'],
  ['Estuary Vaccines', 'life-and-health-technology', 'overseas'],
  ['Carp Surgical', 'life-and-health-technology', 'mainland'],
  ['Sedge Rehabilitation', 'life-and-health-technology', 'hong-kong'],
  ['Moorhen Microbiome', 'life-and-health-technology', 'hong-kong'],
  ['Silt Semiconductor', 'microelectronics', 'mainland'],
  ['Firefly Photonics', 'microelectronics', 'overseas'],
  ['Sluice Gate Circuits', 'microelectronics', 'hong-kong'],
  ['Bamboo Packaging', 'microelectronics', 'mainland'],
  ['Whirligig MEMS', 'microelectronics', 'overseas'],
  ['Water Boatman Sensors', 'microelectronics', 'mainland'],
  ['Caddis Memory', 'microelectronics', 'hong-kong'],
  ['Eel Storage', 'new-energy', 'mainland'],
  ['Tidewater Hydrogen', 'new-energy', 'overseas'],
  ['Sundew Solar', 'new-energy', 'mainland'],
  ['Peat Free Cells', 'new-energy', 'hong-kong'],
  ['Breeze Over Reeds', 'new-energy', 'mainland'],
  ['Causeway Grid', 'new-energy', 'hong-kong'],

  ['Spider Silk Composites', 'advanced-materials', 'overseas'],
  ['Mussel Adhesives', 'advanced-materials', 'mainland'],
  ['Clay Bank Ceramics', 'advanced-materials', 'hong-kong'],
  ['Stepping Stone Patents', 'professional-services', 'hong-kong'],
  ['Two Banks Advisory', 'professional-services', 'overseas'],
  ['Ferry Landing Incubator', 'professional-services', 'mainland'],
];

/** Places under the Technology Talent Admission Scheme for each company that holds some. */
export const quotas: Readonly<Record<string, number>> = {
  'Spoonbill Language Lab': 12,
  'Dragonfly Robotics': 8,
  'Mangrove Genomics': 6,
  'Firefly Photonics': 10,
  'Eel Storage': 4,
};
