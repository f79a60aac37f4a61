/** What is said about photos, wherever they are chosen or shown, in Chinese. */
import type { PhotoWords } from './photo-words.ts'

export const photoWordsZh: PhotoWords = {
  heading: '照片',
  hint: '最多 6 张，在本机缩小以后才上传，不会带上拍摄地点。请不要拍到别人的脸和证件。',
  choose: '选照片',
  photo: (n: number) => `第 ${n} 张照片`,
  enlarge: (n: number) => `放大第 ${n} 张照片`,
  remove: (n: number) => `删去第 ${n} 张照片`,
  removeIt: '删去',
  close: '关闭',
  preparing: '正在缩小照片…',
  sending: (n: number, all: number) => `正在上传第 ${n} 张照片，共 ${all} 张`,
  sent: (count: number) => `${count} 张照片已上传。`,
  unreadable: (names: string) => `打不开：${names}。请另选 JPEG、PNG 或 WebP 照片。`,
  tooMany: '最多 6 张，多出来的没有选上。',
  notSent: (count: number) => `还有 ${count} 张照片没有传上。`,
  again: '再传一次',
  notShown: '照片显示不出来',
}
