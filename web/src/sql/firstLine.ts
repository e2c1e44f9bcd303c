/** What the server says of SQL, without the line it quotes below to show the place: that needs letters of one width. */
export const firstLine = (detail: string): string => detail.split('\n')[0]?.replace(/:$/, '.') ?? detail
