/** The words of delivery stand beside its rules, because the service writes sheets with them, too. */
export { pointsOf, type DeliveryWords } from '../../pay/words.ts'
