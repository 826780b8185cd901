/** Whether `YYYY-MM-DD` is a day of the Gregorian calendar. */
export const isDay = (text: string): boolean => {
  const milliseconds = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
};
