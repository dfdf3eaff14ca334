// Both sides of the bench of a facade: parses requests, responses and headers again and again, and prints how many
// milliseconds the fastest of many rounds took.
use std::hint::black_box;
use std::time::Instant;

const SHORT_REQUEST: &[u8] = b"GET / HTTP/1.0\r\nHost: example.com\r\nCookie: session=60; user_id=1\r\n\r\n";

const REQUEST: &[u8] = b"GET /wp-content/uploads/2010/03/hello-kitty-darth-vader-pink.jpg HTTP/1.1\r\n\
Host: www.kittyhell.com\r\n\
User-Agent: Mozilla/5.0 (Macintosh; U; Intel Mac OS X 10.6; ja-JP-mac; rv:1.9.2.3) Gecko/20100401 Firefox/3.6.3 Pathtraq/0.9\r\n\
Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n\
Accept-Language: ja,en-us;q=0.7,en;q=0.3\r\n\
Accept-Encoding: gzip,deflate\r\n\
Accept-Charset: Shift_JIS,utf-8;q=0.7,*;q=0.7\r\n\
Keep-Alive: 115\r\n\
Connection: keep-alive\r\n\
Cookie: wp_ozh_wsa_visits=2; wp_ozh_wsa_visit_lasttime=xxxxxxxxxx; __utma=xxxxxxxxx.xxxxxxxxxx.xxxxxxxxxx.xxxxxxxxxx\r\n\r\n";

const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\n\
Date: Wed, 21 Oct 2015 07:28:00 GMT\r\n\
Content-Type: text/html; charset=utf-8\r\n\
Set-Cookie: session=60; user_id=1\r\n\
Cache-Control: private, max-age=0\r\n\
Server: something/1.0 (of some kind)\r\n\r\n";

const HEADERS: &[u8] = b"Host: example.com\r\nAccept: */*\r\nCookie: session=60; user_id=1\r\n\r\n";

fn request(text: &[u8]) {
    let mut headers = [httparse::EMPTY_HEADER; 16];
    let mut request = httparse::Request::new(&mut headers);
    assert!(black_box(request.parse(black_box(text))).unwrap().is_complete());
}

fn response() {
    let mut headers = [httparse::EMPTY_HEADER; 16];
    let mut response = httparse::Response::new(&mut headers);
    assert!(black_box(response.parse(black_box(RESPONSE))).unwrap().is_complete());
}

fn headers() {
    let mut headers = [httparse::EMPTY_HEADER; 16];
    assert!(black_box(httparse::parse_headers(black_box(HEADERS), &mut headers)).unwrap().is_complete());
    assert!(black_box(httparse::parse_chunk_size(black_box(b"10af\r\n"))).unwrap().is_complete());
}

fn main() {
    let mut fastest = f64::INFINITY;
    for _ in 0..100 {
        let begun = Instant::now();
        for _ in 0..4_000 {
            request(SHORT_REQUEST);
            request(REQUEST);
            response();
            headers();
        }
        fastest = fastest.min(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    println!("{fastest}");
}
