"""The peer: Scrapy fetches, trafilatura extracts, one JSON line a page. Usage: spider.py URLS OUTPUT."""
import sys

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess

with open(sys.argv[1]) as file:
    URLS = file.read().split()


class News(scrapy.Spider):
    name = "news"
    start_urls = URLS

    async def start(self):
        for url in URLS:
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response):
        found = trafilatura.bare_extraction(response.body, url=response.url, with_metadata=True)
        yield {"url": response.url, "title": found.title if found else None, "text": found.text if found else None}


process = CrawlerProcess({
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": False,
    "COOKIES_ENABLED": False,
    "TELEMETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
    "FEEDS": {sys.argv[2]: {"format": "jsonlines", "encoding": "utf8"}},
})
process.crawl(News)
process.start()
