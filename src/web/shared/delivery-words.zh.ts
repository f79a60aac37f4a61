export { deliveryWordsZh } from '../../pay/words.zh.ts'
