import type { Metadata } from 'next'
import { modelHead, ModelVersion } from '../../model-version'
import type { Query } from '../../../since'

type Props = { params: Promise<{ org: string; name: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return modelHead(await params)
}

export default async function Model({ params, searchParams }: Props) {
  return <ModelVersion address={await params} query={await searchParams} />
}
