/** The board of a year's delivery and a project's page, in Chinese. */
export const zh = {
  boardHeading: (year: number) => `${year}年项目实施`,
  none: '还没有票决选出的项目。',
}

export type BoardWords = { readonly [K in keyof typeof zh]: (typeof zh)[K] }
