import type { Metadata } from 'next'
import { modelHead, ModelVersion } from '../../model-version'

type Props = { params: Promise<{ org: string; name: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return modelHead(await params)
}

export default async function Model({ params }: Props) {
  return <ModelVersion address={await params} />
}
