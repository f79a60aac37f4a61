import { useContext } from 'preact/hooks'
import { deliveryWordsEn } from '../shared/delivery-words.en.ts'
import type { DeliveryWords } from '../shared/delivery-words.ts'
import { deliveryWordsZh } from '../shared/delivery-words.zh.ts'
import { deliveryEn } from './strings.delivery.en.ts'
import { deliveryZh, type DeliveryPageWords } from './strings.delivery.zh.ts'
import { LanguageContext } from './words.ts'

/** `w` is this page's, `d` what is said of delivery on every page. */
export function useDelivery(): { readonly w: DeliveryPageWords; readonly d: DeliveryWords } {
  return useContext(LanguageContext) === 'zh'
    ? { w: deliveryZh, d: deliveryWordsZh }
    : { w: deliveryEn, d: deliveryWordsEn }
}
